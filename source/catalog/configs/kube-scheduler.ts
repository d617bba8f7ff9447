import {kubeSchedulerKubeconfig} from '../flags/kube-scheduler.ts';
import {type Lifespan, lives, type Place} from '../place.ts';

// v1beta1 for as long as it is read: it alone has the insecure address that `kubectl get cs` asks up to 1.22.
const versions: ReadonlyArray<Lifespan & {readonly name: string}> = [
	{name: 'v1beta1', until: '1.23'},
	{name: 'v1beta2', since: '1.23', until: '1.25'},
	{name: 'v1', since: '1.25'},
];

const insecure = '127.0.0.1:10251';

/** KubeSchedulerConfiguration, kubescheduler.config.k8s.io in the version that this Kubernetes reads. */
export const kubeSchedulerConfiguration = ({spec}: Place): Record<string, unknown> => ({
	apiVersion: `kubescheduler.config.k8s.io/${versions.find(row => lives(row, spec.kubernetes))!.name}`,
	kind: 'KubeSchedulerConfiguration',
	clientConnection: {kubeconfig: kubeSchedulerKubeconfig},
	leaderElection: {leaderElect: true},
	enableProfiling: false,
	...(lives({until: '1.23'}, spec.kubernetes) && {healthzBindAddress: insecure, metricsBindAddress: insecure}),
});
