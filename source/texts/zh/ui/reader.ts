import type {Texts} from '../../shape.ts';

export const reader: Texts['ui']['reader'] = {
	header: (cluster, screen, at, of) =>
		`kinstall${cluster === '' ? '' : ` ${cluster}`}；屏幕：${screen}${at === 0 ? '' : `，第 ${at} 个，共 ${of} 个`}`,
	selected: '已选中：',
	cell: (column, value) => `${column}为 ${value}`,
	row: (cells, selected) => `${selected ? '已选中：' : ''}${cells.join('，')}`,
	label: (label, selected) => `${selected ? '已选中：' : ''}${label}：`,
	typing: (text, under) => `（正在输入${under === undefined ? '' : `，光标在“${under}”前`}）${text === '' ? '尚无内容' : text}`,
	empty: '空',
	oneOf: (value, values) => `${value}；可选：${values.join('，')}`,
	problem: text => `问题：${text}`,
	keys: keys => `按键：${keys.join('；')}`,
	notNow: (key, reason) => `${key}（现在不可用：${reason}）`,
};
