import type { ComponentChildren } from 'preact';

interface DropZoneProps {
  class?: string;
  onFiles: (files: readonly File[]) => void;
  children: ComponentChildren;
}

/** Takes the files that are dropped on what it holds; a button within does the same for every other hand. */
export function DropZone({ class: name, onFiles, children }: DropZoneProps) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a drop only.
    <div
      class={name}
      onDragOver={(event) => {
        if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
      }}
      onDrop={(event) => {
        const files = [...(event.dataTransfer?.files ?? [])];
        if (files.length === 0) return;
        event.preventDefault();
        onFiles(files);
      }}
    >
      {children}
    </div>
  );
}
