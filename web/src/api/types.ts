// The shapes of the interface by their names, made from api/openapi.yaml.
import type { components } from './schema';

type Schemas = components['schemas'];

export type Text = Schemas['Text'];
export type Severity = Schemas['Severity'];
export type Level = Schemas['ZoneStatus']['level'];
export type Role = Schemas['Role'];
export type Account = Schemas['Account'];
export type Session = Schemas['Session'];
export type Problem = Schemas['Problem'];

export type Site = Schemas['Site'];
export type Zone = Site['zones'][number];
export type Point = Site['points'][number];
export type Actuator = Site['actuators'][number];
export type Condition = Site['conditions'][number];
export type Row = Site['rows'][number];
export type Effect = Schemas['Effect'];

export type ZoneStatus = Schemas['ZoneStatus'];
export type PointStatus = Schemas['PointStatus'];
export type History = Schemas['History'];
export type Alarm = Schemas['Alarm'];
export type AlarmState = Schemas['AlarmState'];
export type ConditionStatus = Schemas['ConditionStatus'];
export type PostLoad = Schemas['PostLoad'];
export type Backtest = Schemas['Backtest'];
export type BacktestReport = Schemas['BacktestReport'];
export type BacktestCell = Schemas['BacktestCell'];
export type Order = Schemas['Order'];
export type OrderState = Order['state'];
export type Hazard = Schemas['Hazard'];
export type HazardGrade = Schemas['HazardGrade'];
export type HazardKind = Schemas['HazardKind'];
export type HazardHandling = Schemas['HazardHandling'];
export type Merit = Schemas['Merit'];
export type PersonMerits = Schemas['PersonMerits'];
export type Verdict = Schemas['Verdict'];
export type RowStatus = Schemas['RowStatus'];
export type Command = Schemas['Command'];
export type Notice = Schemas['Notice'];
export type NoticeBundle = Schemas['NoticeBundle'];
export type JournalEntry = Schemas['JournalEntry'];
export type Verified = Schemas['Verified'];
export type Modes = Schemas['Modes'];
export type Fact = Schemas['Fact'];
export type RecordKind = Schemas['RecordKind'];
export type RecordField = RecordKind['fields'][number];
export type KeptRecord = Schemas['Record'];
export type RecordVersion = Schemas['RecordVersion'];
export type RecordChange = Schemas['RecordChange'];
export type ImportPlan = Schemas['ImportPlan'];
export type ZoneRisks = Schemas['ZoneRisks'];
export type ZoneRisk = ZoneRisks['items'][number];
export type TermLevel = ZoneRisk['terms'][number];
export type RiskReason = TermLevel['reasons'][number];
export type RiskTerm = Schemas['RiskTerm'];
export type Ingest = Schemas['Ingest'];
export type Health = Schemas['Health'];

export type LiveMessage = Schemas['LiveMessage'];
export type LiveSnapshot = Schemas['LiveSnapshot'];
export type LiveEvents = Schemas['LiveEvents'];
export type LivePoints = Schemas['LivePoints'];
export type LiveHeartbeat = Schemas['LiveHeartbeat'];
