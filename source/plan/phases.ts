/** Every phase in its order. A phase is one row here and the script of the same id in `scripts/`. */
import {info, rbac} from './phases/access.ts';
import {addons} from './phases/addons.ts';
import {approver} from './phases/approver.ts';
import {balancer} from './phases/balancer.ts';
import {apiserver, controllerManager, encryption, scheduler, secrets} from './phases/control-plane.ts';
import {etcd} from './phases/etcd.ts';
import {front} from './phases/front.ts';
import {binaries, certificates, kubectl} from './phases/install.ts';
import {names} from './phases/names.ts';
import {network} from './phases/network.ts';
import {kubelet, kubeProxy, runtime} from './phases/node.ts';
import type {Phase} from './phases/phase.ts';
import {prepare} from './phases/prepare.ts';
import {time} from './phases/time.ts';
import {verify} from './phases/verify.ts';
import {vip} from './phases/vip.ts';

export const phases: readonly Phase[] = [
	prepare,
	time,
	names,
	binaries,
	certificates,
	etcd,
	balancer,
	vip,
	apiserver,
	controllerManager,
	scheduler,
	kubectl,
	encryption,
	secrets,
	rbac,
	info,
	runtime,
	network,
	kubelet,
	kubeProxy,
	approver,
	addons,
	front,
	verify,
];
