export { Button, IconButton } from './Button';
export { Confidence } from './Confidence';
export { CopyButton } from './CopyButton';
export { type Column, Grid, type GridRow } from './Grid';
export { Icon, type IconName } from './Icon';
export { Properties, Property } from './Properties';
export { Secret } from './Secret';
export { Split } from './Split';
export { Tabs } from './Tabs';
