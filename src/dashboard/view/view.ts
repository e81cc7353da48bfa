import type { Theme } from '../../present/style/theme.ts';
import type { DashboardState } from '../state/state.ts';

/** Everything that a picture is made of. */
export interface View {
  readonly state: DashboardState;
  readonly columns: number;
  readonly rows: number;
  readonly theme: Theme;
  readonly unicode: boolean;
}

/** Below this there is no room for every panel without breaking a row. */
export const LEAST_COLUMNS = 60;
export const LEAST_ROWS = 16;
