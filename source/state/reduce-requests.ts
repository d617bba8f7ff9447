import type {Event} from './event.ts';
import type {SeenRequest} from './state.ts';

type RequestsEvent = Event & {type: 'signing-requests' | 'decided'};

/**
 * Requests by name, in the order in which they were first seen: a cursor on a row must not jump because the API server
 * lists them in another order. A later report of a request replaces the earlier one, and keeps when it was decided and settled.
 */
export function reduceRequests(requests: readonly SeenRequest[], event: RequestsEvent): readonly SeenRequest[] {
	if (event.type === 'decided') {
		const {at, request, decision, by} = event;
		return requests.map(one => (one.name === request ? {...one, condition: decision, decided: {at, by}} : one));
	}
	const byName = new Map(requests.map(request => [request.name, request]));
	for (const request of event.requests) {
		const before = byName.get(request.name);
		const {decided, settled = isSettled(request) && before && !isSettled(before) ? event.at : undefined} = before ?? {};
		byName.set(request.name, {...request, ...(decided && {decided}), ...(settled !== undefined && {settled})});
	}
	for (const name of event.gone ?? []) byName.delete(name);
	return [...byName.values()];
}

/** A denial is its own end. */
function isSettled({condition}: SeenRequest): boolean {
	return condition === 'issued' || condition === 'denied' || condition === 'failed';
}
