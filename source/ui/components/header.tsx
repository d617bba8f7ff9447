import {Text} from 'ink';
import {texts} from '../../texts/texts.ts';
import {cells, cutCells, padCells} from '../cells.ts';
import {useShell} from './shell.tsx';

/** Where one begins, and the way through the screens. */
const order = ['nodes', 'network', 'choices', 'preview', 'check', 'install', 'requests', 'cluster'] as const;
export type ScreenName = 'start' | (typeof order)[number];

/** Where one is: the cluster, and the way through the screens with the present one in brackets. */
export function Header({screen, columns}: {readonly screen: ScreenName; readonly columns: number}) {
	const {title} = useShell();
	const way =
		screen === 'start' ? '' : order.map(name => (name === screen ? `[${texts.ui.screens[name]}]` : ` ${texts.ui.screens[name]} `)).join('');
	const room = columns - cells(way) - 1;
	const [name = ''] = title.split(' ');
	// As much as there is whole room for, the cluster's name in any case.
	const text = [`kinstall ${title}`, `kinstall ${name}`].find(one => cells(one) <= room) ?? cutCells(name, room);
	const told = texts.ui.reader.header(title, texts.ui.screens[screen], screen === 'start' ? 0 : order.indexOf(screen) + 1, order.length);
	return (
		<Text inverse bold wrap="truncate" aria-label={told}>
			{`${padCells(text, columns - cells(way))}${way}`}
		</Text>
	);
}
