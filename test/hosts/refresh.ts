import type {LabCluster} from './lab-cluster.ts';

export type Refreshed = {readonly restarted: boolean; readonly said: string};

/** Starts the refresh of host i as its timer would, had the API server reached its age. */
export const refresh = async ({lab}: LabCluster, i: number): Promise<Refreshed> => {
	const pid = 'systemctl show -p MainPID --value kube-apiserver';
	const said = await lab.onHost(
		i,
		`before=$(${pid})
		drop=/run/systemd/system/kinstall-apiserver-refresh.service.d
		mkdir -p $drop
		printf '[Service]\\nExecStart=\\nExecStart=/etc/kinstall/apiserver-refresh.sh 0\\n' >$drop/now.conf
		systemctl daemon-reload
		since=$(date +%s)
		systemctl start kinstall-apiserver-refresh.service || true
		rm -r $drop
		systemctl daemon-reload
		systemctl reset-failed kinstall-apiserver-refresh.service 2>/dev/null || true
		[ "$before" = "$(${pid})" ] || echo RESTARTED
		journalctl -u kinstall-apiserver-refresh --since "@$since" -o cat --no-pager`,
		{seconds: 120},
	);
	return {restarted: /^RESTARTED$/m.test(said), said};
};
