/** Users of the cluster that cannot be made as asked for. */
export const user = {
	systemName: (name: string) => `${name}: this name and those that begin with system: belong to Kubernetes itself`,
	personName: (name: string) =>
		`"${name}" is no name for a user: up to 63 letters, digits and . _ @ - are, with a letter or digit at both ends`,
	accountName: (name: string) =>
		`"${name}" is no name for a ServiceAccount: up to 63 lower-case letters, digits, . and - are, with a letter or digit at both ends`,
	masters: (group: string) =>
		`who is in ${group} may do everything, and as certificates cannot be revoked, nothing can take that from one person alone before its end; --cluster-admin gives the same rights by a ClusterRoleBinding, which can be removed`,
	systemGroup: (group: string) =>
		`${group}: groups that begin with system: belong to Kubernetes itself, and their rights could not be taken away again`,
	groupName: (group: string) =>
		`"${group}" is no name for a group: 1 to 64 characters are, without control characters or spaces at the ends`,
	accountGroups: 'a ServiceAccount is in the groups that Kubernetes puts it in, and in no other',
	noRights: 'the user would have no rights: say --cluster-admin, --role, or (with a certificate) --group',
	days: 'a whole number of days from 1 to 36500',
	roleForm: (typed: string) => `"${typed}" is not NAMESPACE/ROLE`,
	noNamespace: (namespace: string) => `the cluster has no namespace ${namespace}; nothing was changed`,
	noRole: (namespace: string, role: string) =>
		`neither is there a Role ${role} in ${namespace}, nor a ClusterRole of that name; nothing was changed`,
	someRoles: 'view, edit and admin are in every cluster.',
};
