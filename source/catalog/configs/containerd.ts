import type {Place} from '../place.ts';

const cri = 'plugins."io.containerd.grpc.v1.cri"';

/** containerd's config.toml, version 2: read by 1.x, and converted by 2.x. */
export const containerdConfig = ({facts}: Place, pause: string): string => `version = 2

[${cri}]
sandbox_image = "${pause}"
${facts?.sysResource === false ? '# Without CAP_SYS_RESOURCE a process may not lower its out-of-memory score.\nrestrict_oom_score_adj = true\n' : ''}
[${cri}.containerd.runtimes.runc]
runtime_type = "io.containerd.runc.v2"

[${cri}.containerd.runtimes.runc.options]
SystemdCgroup = true

[${cri}.cni]
bin_dir = "/opt/cni/bin"
conf_dir = "/etc/cni/net.d"
`;
