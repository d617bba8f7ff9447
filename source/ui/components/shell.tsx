import {type Key, useWindowSize} from 'ink';
import {createContext, useContext} from 'react';
import type {ArtifactProgress, Playback} from '../actions.ts';

/** What every screen shares: leaving, and the line above the footer. */
export type Shell = {
	exit(code: number): void;
	/** Takes the keys: the frame that is shown puts its handler here. */
	readonly keyboard: {current: ((input: string, key: Key) => void) | undefined};
	/** Name of the cluster and its version, for the header. */
	readonly title: string;
	readonly artifacts: ArtifactProgress | undefined;
	/** While a recorded run is shown. */
	readonly playback: Playback | undefined;
};

export const ShellContext = createContext<Shell>({
	exit: () => {},
	keyboard: {current: undefined},
	title: '',
	artifacts: undefined,
	playback: undefined,
});
export const useShell = () => useContext(ShellContext);

/** Rows that the frame takes: header, message, two lines of keys. */
const chrome = 4;
export const smallest = {columns: 80, rows: 24};

/** Room for a screen's own content, in cells. */
export function useBody(): {readonly columns: number; readonly rows: number} {
	const {columns, rows} = useWindowSize();
	return {columns, rows: Math.max(1, rows - chrome)};
}
