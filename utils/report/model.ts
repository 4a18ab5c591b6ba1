import type { CheckReport } from '../checks/model';
import type { SessionHeader } from '../exchange/model';
import type { ReceiptLine, RedactionLevel } from '../redaction';
import type { FrameStore } from '../session/frames';
import type { Session } from '../session/model';
import type { WatchoutResult } from '../watchouts';

/** A session that is to be told, its secrets already replaced. */
export interface ReportInput {
  header: Omit<SessionHeader, 'redaction'>;
  session: Session;
  frames: FrameStore;
  level: RedactionLevel;
  receipt: readonly ReceiptLine[];
}

/** What a report says, before it is written as HTML or Markdown. */
export interface ReportModel extends Omit<ReportInput, 'frames'> {
  checks: CheckReport;
  watchouts: readonly WatchoutResult[];
}
