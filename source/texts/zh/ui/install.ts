import type {Texts} from '../../shape.ts';
import {changeCount, outcomes, requestCount} from './counts.ts';

export const install: Texts['ui']['install'] = {
	title: (cluster, digest) => `正在安装 ${cluster}（计划 ${digest.slice(0, 12)}）`,
	waitingForRun: '正在等待安装开始 ...',
	thisMachine: '本机',
	phases: '阶段',
	seconds: seconds => (seconds < 60 ? `${seconds} 秒` : `${Math.floor(seconds / 60)} 分 ${seconds % 60} 秒`),
	waiting: what => `正在等待：${what}`,
	pendingRequests: count => `${requestCount(count)}等待您处理：按 c`,
	failure: (host, phase, reason) => `${host === undefined ? '' : `${host}：`}${phase}：${reason}`,
	next: next => `下一步：${next}`,
	retryHint: 'r 重试，q 离开。',
	ended: (outcome, seconds, changed) => `安装在 ${seconds}后结束：${outcomes[outcome]}，${changeCount(changed)}。按 Enter 显示集群。`,
	stopped: seconds => `安装在 ${seconds}后被停止。`,
	runFailed: reason => `安装失败${reason === '' ? '' : `：${reason}`}`,
	following: '正在跟随',
	held: below => `下方还有 ${below} 行新内容`,
	nothingFailed: '没有失败的步骤',
	noRequests: '没有待处理的请求',
	notEnded: '安装仍在进行',
	askLeave: '安装仍在进行。让它继续并离开（d），还是停止它（s）？',
	noOutput: '（还没有输出）',
	commandFailed: (what, reason) => `无法发送“${what}”：${reason}`,
};
