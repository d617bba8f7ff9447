/** calico with the API server as its datastore: a DaemonSet on every node, one controller, pods' addresses by calico's own blocks. */
import type {ClusterSpec} from '../../spec/types.ts';
import type {KubeObject} from '../addons.ts';
import {calicoAccess, calicoDefinitions} from './calico/access.ts';
import {calicoControllers} from './calico/controllers.ts';
import {calicoNode} from './calico/node.ts';

export const calicoObjects = (spec: ClusterSpec): readonly KubeObject[] => [
	...calicoDefinitions,
	...calicoAccess,
	calicoNode(spec),
	calicoControllers(),
];
