import type {Texts} from '../../shape.ts';
import {changeCount, outcomes, requestCount} from './counts.ts';

export const lines: Texts['ui']['lines'] = {
	runStarted: (cluster, digest, phases) => `安装 ${cluster}：${phases} 个阶段，计划 ${digest.slice(0, 12)}`,
	runEnded: (outcome, changed) =>
		outcome === 'failed' ? `安装失败（目前已有 ${changeCount(changed)}）` : `安装结束：${outcomes[outcome]}，${changeCount(changed)}`,
	phaseStarted: '阶段开始',
	phaseEnded: outcome => `阶段结束：${outcomes[outcome]}`,
	taskEnded: outcome => outcomes[outcome],
	exit: code => `退出码 ${code}`,
	changed: what => `已改动：${what}`,
	waiting: what => `正在等待：${what}`,
	progressDone: what => `${what}：完成`,
	requests: count => `${requestCount(count)}待处理：`,
	request: (name, requestor, signer, expected, why) =>
		`${name}，来自 ${requestor}（${signer}）：${expected ? '符合预期' : '不符合预期'}：${why}`,
	decided: (request, decision, by) => `${request} 已由${by === 'person' ? '您' : '策略'}${decision === 'approved' ? '批准' : '拒绝'}`,
	next: next => `下一步：${next}`,
	status: '集群状态：',
};
