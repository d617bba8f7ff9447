import type {Texts} from '../../shape.ts';

export const user: Texts['run']['user'] = {
	systemName: name => `${name}：此名称以及以 system: 开头的名称属于 Kubernetes 自身`,
	personName: name => `"${name}" 不能作为用户名：可用最多 63 个字母、数字和 . _ @ -，首尾须是字母或数字`,
	accountName: name => `"${name}" 不能作为 ServiceAccount 的名称：可用最多 63 个小写字母、数字、. 和 -，首尾须是字母或数字`,
	masters: group =>
		`属于 ${group} 的人可以做任何事，而证书无法吊销，在其到期之前无法单独收回某一个人的这些权限；--cluster-admin 通过可以删除的 ClusterRoleBinding 给出同样的权限`,
	systemGroup: group => `${group}：以 system: 开头的组属于 Kubernetes 自身，其权限无法再收回`,
	groupName: group => `"${group}" 不能作为组名：可用 1 到 64 个字符，不含控制字符，首尾无空格`,
	accountGroups: 'ServiceAccount 只属于 Kubernetes 给它的组',
	noRights: '该用户将没有任何权限：请给出 --cluster-admin、--role，或（使用证书时）--group',
	days: '应为 1 到 36500 之间的整数天数',
	roleForm: typed => `"${typed}" 不是 NAMESPACE/ROLE 的形式`,
	noNamespace: namespace => `集群中没有命名空间 ${namespace}；未做任何更改`,
	noRole: (namespace, role) => `${namespace} 中没有 Role ${role}，也没有同名的 ClusterRole；未做任何更改`,
	someRoles: '每个集群都有 view、edit 和 admin。',
};
