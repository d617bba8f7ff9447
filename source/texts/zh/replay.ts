import type {Texts} from '../shape.ts';
import {outcomes} from './ui/counts.ts';
import {install} from './ui/install.ts';

export const replay: Texts['replay'] = {
	noJournal: '没有这个文件',
	unreadable: code => `无法读取（${code}）`,
	notAJournal: '不是文件',
	empty: '文件为空：还没有任何记录',
	noRuns: '其中没有记录下来的运行：没有一行是运行的开头',
	noSuchRun: (wanted, known) => `其中没有运行 ${wanted}，只有 ${known.join('、')}`,
	example: 'kinstall replay demo/journal.ndjson',
	badNumber: value => `${value} 不是大于零的数`,
	badTime: value => `${value} 不是以秒计的时间`,
	run: (id, started, cluster, events, outcome) =>
		`${id}  ${started.slice(0, 10)} ${started.slice(11, 19)}  ${cluster}  ${events} 个事件  ${outcome === undefined ? '没有结尾' : outcomes[outcome]}`,
	playing: (date, at, length, speed) =>
		`${date.slice(0, 10)} ${date.slice(11, 16)} 的录像：${install.seconds(at)} / ${install.seconds(length)}，速度 ${speed}`,
	paused: '已暂停：按空格继续',
	over: '到此结束',
	isRecording: '这是录像',
	ended: '录像到此结束',
};
