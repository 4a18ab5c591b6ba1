export { browserOf } from '../browser-of';
export { kindsIn } from './kinds';
export type {
  ExportChoice,
  Exported,
  ExportFormat,
  ExportSetting,
  WriteExport,
  WrittenSession,
} from './model';
export { type ReceiptSum, receiptSums } from './receipt';
export { writeExport } from './write';
