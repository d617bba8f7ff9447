import type {Place} from '../place.ts';
import {lives} from '../place.ts';
import {releaseOf} from '../releases.ts';

const withoutSysResource = '# Without CAP_SYS_RESOURCE a process may not lower its out-of-memory score.\nrestrict_oom_score_adj = true\n';

type Settings = {readonly pause: string; readonly restricted: string};

/** Read by containerd 1.x. */
const version2 = ({pause, restricted}: Settings): string => {
	const cri = 'plugins."io.containerd.grpc.v1.cri"';
	return `version = 2

[${cri}]
sandbox_image = "${pause}"
${restricted}
[${cri}.containerd.runtimes.runc]
runtime_type = "io.containerd.runc.v2"

[${cri}.containerd.runtimes.runc.options]
SystemdCgroup = true

[${cri}.cni]
bin_dir = "/opt/cni/bin"
conf_dir = "/etc/cni/net.d"
`;
};

/** Read by containerd 2.x; `bin_dirs` from 2.1 on. */
const version3 = ({pause, restricted}: Settings): string => {
	const runtime = "plugins.'io.containerd.cri.v1.runtime'";
	return `version = 3

[plugins.'io.containerd.cri.v1.images'.pinned_images]
sandbox = "${pause}"

[${runtime}]
${restricted}
[${runtime}.containerd.runtimes.runc]
runtime_type = "io.containerd.runc.v2"

[${runtime}.containerd.runtimes.runc.options]
SystemdCgroup = true

[${runtime}.cni]
bin_dirs = ["/opt/cni/bin"]
conf_dir = "/etc/cni/net.d"
`;
};

/** containerd's config.toml, in the version that this containerd calls its own. */
export const containerdConfig = ({spec, facts}: Place): string => {
	const {containerd, pause} = releaseOf(spec.kubernetes);
	const restricted = facts?.sysResource === false ? withoutSysResource : '';
	return (lives({until: '2.0'}, containerd) ? version2 : version3)({pause, restricted});
};
