import { later } from '@/components/ui/later';
import type { CopySubject } from '@/utils/panel/copy/subject';
import type { Session } from '@/utils/session/model';

export interface CopyAsProps {
  session: Session;
  /** Gathered when it is copied. */
  subject: () => CopySubject;
}

/** Copies a step or a connection as what other programs take. */
export const CopyAs = later<CopyAsProps>(() => import('./CopyMenu').then((module) => module.CopyMenu));
