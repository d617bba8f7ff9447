import type {Outcome} from '../../../state/event.ts';

export const outcomes: Readonly<Record<Outcome, string>> = {
	done: '完成',
	unchanged: '无需改动',
	failed: '失败',
	cancelled: '已停止',
};
export const hostCount = (count: number) => `${count} 台主机`;
export const changeCount = (count: number) => `${count} 处改动`;
export const requestCount = (count: number) => `${count} 个证书签名请求`;
