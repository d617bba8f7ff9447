import type {Event, SigningRequest} from './event.ts';

/**
 * Requests by name, in the order in which they were first seen: a cursor on a row must not jump because the API server
 * lists them in another order. A later report of a request replaces the earlier one.
 */
export function reduceRequests(
	requests: readonly SigningRequest[],
	event: Event & {type: 'signing-requests' | 'decided'},
): readonly SigningRequest[] {
	if (event.type === 'decided') {
		return requests.map(one => (one.name === event.request ? {...one, condition: event.decision} : one));
	}
	const byName = new Map(requests.map(request => [request.name, request]));
	for (const request of event.requests) {
		byName.set(request.name, request);
	}
	return [...byName.values()];
}
