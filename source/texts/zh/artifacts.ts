import type {Texts} from '../shape.ts';

export const artifacts: Texts['artifacts'] = {
	unknownRelease: (version, oldest, newest) => `目录中没有 Kubernetes ${version}，已知的版本为 ${oldest} 至 ${newest}。`,

	failed: count => (count === 1 ? '有一个制品无法获得：' : `有制品无法获得（${count} 个原因）：`),
	reason: (what, where, why) => `${what}，位于 ${where}：${why}`,
	next: next => `下一步：${next}`,

	noFile: '没有这个文件',
	notFound: status => `服务器返回 ${status}`,
	noSource: from => `artifacts.from 为 ${from}，但没有指明其位置`,
	nowhere: '没有设置来源',
	noSumBeside: names => `文件旁边没有校验和（已查找 ${names.join('、')}）`,
	noSumInFile: file => `校验和文件中没有 ${file} 的 sha256`,
	notPinned: '不知道它公布的校验和，因此只能核对文件旁边的 .sha256',
	notPinnedByChoice: 'artifacts.sums 为“beside”：只核对文件旁边的 .sha256',
	wrongSum: (algorithm, actual, expected, source) => `${algorithm} 不符：实际为 ${actual}，而 ${source} 中为 ${expected}`,
	truncated: (done, total) => `连接在收到 ${total} 字节中的 ${done} 字节后中断`,
	stalled: seconds => `${seconds} 秒内没有收到任何数据`,
	cancelled: '已停止',
	diskFull: '磁盘已满',
	noAccess: '权限不足',
	refused: '连接被拒绝',
	unknownHost: '主机名无法解析',
	timedOut: '连接超时',

	nextMissing: '请将该文件放入目录（artifacts.path）或镜像站（artifacts.url），或允许从官方下载',
	nextWrongSum: '不要使用此文件；请重新获取，如果校验和仍然不符，请查明是谁改动了它',
	nextWrongFolderSum: file => `请删除 ${file}；如果是您自己构建的，请将 artifacts.sums 设为“beside”`,
	nextNotPinned: '请同意使用校验和未公布的文件，或选择校验和已公布的版本',
	nextDisk: '请在那里腾出空间，或将 XDG_CACHE_HOME 指向另一块磁盘',
	nextAgain: '请再次运行同一命令；已收到的内容会保留',

	noMember: '归档中没有这个文件',
	notRegular: '它是链接或目录，不是文件',
	notExecutable: '它不是 Linux 可执行文件（ELF）',
	wrongArch: (actual, expected) => `它是为 ${actual} 构建的，而主机是 ${expected}`,
	badArchive: detail => `无法读取归档：${detail}`,
	nextUnpack: '请使用官方归档，或内部名称相同的构建',
	nextArch: arch => `请使用 ${arch} 的归档`,
	notFetched: '尚未获取',
};
