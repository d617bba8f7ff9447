import {labImages} from '../../source/run/lab-images.ts';
import {balancers, type Combination, families, networks} from './combinations.ts';
import {address} from './lab.ts';

/** cluster.yaml of a combination. */
export const specOf = async (combination: Combination, artifacts: string): Promise<object> => {
	const {kubernetes, proxy} = combination;
	const {balancers: count, endpoint, port, extra} = balancers[combination.balancer]!;
	const network = families[combination.families]!;
	return {
		apiVersion: 'kinstall/v1',
		name: 'matrix',
		kubernetes,
		endpoint: {host: address(endpoint, network.pods[0]!), port},
		network,
		ssh: {config: 'ssh-config'},
		hosts: [1, 2, 3].map(i => {
			const [first, ...others] = network.pods.map(cidr => address(10 + i, cidr));
			const roles = ['control-plane', 'etcd', 'worker', ...(i <= count ? ['balancer'] : [])];
			return {name: `node${i}`, address: first, addresses: others, roles};
		}),
		proxy: {mode: proxy},
		// One certificate fits the API servers behind each endpoint.
		pki: {names: [address(100, network.pods[0]!)]},
		artifacts: {from: 'folder', path: artifacts, sums: 'beside', images: await labImages(kubernetes)},
		...networks[combination.network],
		...extra,
	};
};
