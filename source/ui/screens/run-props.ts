import type {State} from '../../state/state.ts';
import type {Run} from '../actions.ts';
import type {ScreenName} from '../components/header.tsx';

/** What the screens of a run get. */
export type RunProps = {
	readonly state: State;
	readonly run: Run;
	readonly goTo: (screen: ScreenName) => void;
};
