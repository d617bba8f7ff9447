import type {Place} from '../place.ts';
import {lives} from '../place.ts';
import {hostsDirectory} from '../registries.ts';
import {releaseOf} from '../releases.ts';

const withoutSysResource = '# Without CAP_SYS_RESOURCE a process may not lower its out-of-memory score.\nrestrict_oom_score_adj = true\n';

type Settings = {readonly pause: string; readonly restricted: string; readonly registries: boolean};

/** Where it looks for registries; left out, nothing is said of any. */
const registry = (section: string): string => `\n[${section}.registry]\nconfig_path = "${hostsDirectory}"\n`;

/** Read by containerd 1.x. */
const version2 = ({pause, restricted, registries}: Settings): string => {
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
${registries ? registry(cri) : ''}`;
};

/** Read by containerd 2.x; `bin_dirs` from 2.1 on. */
const version3 = ({pause, restricted, registries}: Settings): string => {
	const runtime = "plugins.'io.containerd.cri.v1.runtime'";
	const images = "plugins.'io.containerd.cri.v1.images'";
	return `version = 3

[${images}.pinned_images]
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
${registries ? registry(images) : ''}`;
};

/** containerd's config.toml, in the version that this containerd calls its own. */
export const containerdConfig = ({spec, facts}: Place): string => {
	const {containerd, pause} = releaseOf(spec.kubernetes);
	const restricted = facts?.sysResource === false ? withoutSysResource : '';
	return (lives({until: '2.0'}, containerd) ? version2 : version3)({pause, restricted, registries: spec.registries.length > 0});
};
