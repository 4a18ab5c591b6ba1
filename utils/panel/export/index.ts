export { browserOf } from './browser-of';
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
