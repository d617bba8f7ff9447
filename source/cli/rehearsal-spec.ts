import {defaultVersion} from '../catalog/releases.ts';

/** cluster.yaml of the rehearsal: the seeds' five hosts, with every role there is. */
export const rehearsalSpec = (
	artifacts: string,
	images: readonly string[],
): string => `# The rehearsal lab's hosts, as kinstall rehearse made them.
apiVersion: kinstall/v1
name: rehearsal
kubernetes: ${defaultVersion}
domain: cluster.local
endpoint: {host: 10.88.0.15, port: 6443}
network: {pods: [10.244.0.0/16], services: [10.96.0.0/16]}
hosts:
  - {name: node1, address: 10.88.0.11, roles: [control-plane, etcd]}
  - {name: node2, address: 10.88.0.12, roles: [control-plane, etcd]}
  - {name: node3, address: 10.88.0.13, roles: [worker], labels: {disk: ssd}}
  - {name: node4, address: 10.88.0.14, roles: [worker]}
  - {name: node5, address: 10.88.0.15, roles: [balancer, etcd]}
# How ssh gets into the lab's network.
ssh: {config: ssh-config}
# Made on this machine, so nobody published their checksums: those beside the files are used.
artifacts:
  from: folder
  path: ${JSON.stringify(artifacts)}
  sums: beside
  images: [${images.join(', ')}]
`;
