"""The most mass that can be carried from one finite set to another along allowed pairs, in integers.

Blocking flows along shortest paths (Dinic 1970) in the bipartite graph of the pairs. What is left over at the
end is a minimal cut: the sources that can still be reached have neighbours that are all full.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass
class Transport:
    """A plan under construction: what each source still holds, what each target can still take.

    `carried[i][j]` goes from source i to target j, and `senders[j]` are the sources with j in `carried[i]`.

    >>> plan = Transport([3, 1], [2, 2])
    >>> plan.saturate([[0], [0, 1]])
    >>> plan.carried, plan.left, plan.blocked([[0], [0, 1]])
    ([{0: 2}, {1: 1}], [1, 0], [0])
    """

    left: list[int]
    room: list[int]
    carried: list[dict[int, int]] = field(init=False)
    senders: list[dict[int, None]] = field(init=False)

    def __post_init__(self) -> None:
        self.carried = [{} for _ in self.left]
        self.senders = [{} for _ in self.room]

    def copy(self) -> Transport:
        """The plan as it stands, to be continued twice."""
        twin = Transport(list(self.left), list(self.room))
        twin.carried = [dict(row) for row in self.carried]
        twin.senders = [dict(row) for row in self.senders]
        return twin

    def saturate(self, near: Sequence[Sequence[int]]) -> None:
        """Carry as much as possible; `near[i]` are the targets allowed from i, among them those in use."""
        while True:
            sources, targets = self._levels(near)
            if not any(self.room[j] for j in targets):
                return
            self._block(near, sources, targets)

    def blocked(self, near: Sequence[Sequence[int]]) -> list[int]:
        """After `saturate`, sources whose mass exceeds what their neighbours take by all that is left."""
        return sorted(self._levels(near)[0])

    def _levels(self, near: Sequence[Sequence[int]]) -> tuple[dict[int, int], dict[int, int]]:
        """Steps from a source with mass left; targets stop at the first level where one has room."""
        sources = {i: 0 for i, mass in enumerate(self.left) if mass}
        targets: dict[int, int] = {}
        front = list(sources)
        level = 0
        while front:
            reached = dict.fromkeys(j for i in front for j in near[i] if j not in targets)
            targets.update(dict.fromkeys(reached, level + 1))
            if any(self.room[j] for j in reached):
                break
            level += 2
            front = list(dict.fromkeys(i for j in reached for i in self.senders[j] if i not in sources))
            sources.update(dict.fromkeys(front, level))
        return sources, targets

    def _block(self, near: Sequence[Sequence[int]], sources: dict[int, int], targets: dict[int, int]) -> None:
        """Augment along paths of rising level until none is left."""
        search = _Search(self, near, sources, targets)
        for i in [i for i, level in sources.items() if level == 0]:
            while self.left[i]:
                path = search.path_from(i)
                if path is None:
                    break
                self._send(path)

    def _send(self, path: list[int]) -> None:
        """Carry along source, target, source, ..., target what the tightest place allows."""
        steps = list(zip(path[::2], path[1::2], strict=True))
        back = list(zip(path[2::2], path[1::2], strict=False))
        amount = min(self.left[path[0]], self.room[path[-1]], *(self.carried[i][j] for i, j in back))
        self.left[path[0]] -= amount
        self.room[path[-1]] -= amount
        for i, j in steps:
            self.carried[i][j] = self.carried[i].get(j, 0) + amount
            self.senders[j][i] = None
        for i, j in back:
            self.carried[i][j] -= amount
            if not self.carried[i][j]:
                del self.carried[i][j], self.senders[j][i]


class _Search:
    """Depth-first search for paths of rising level; no dead end is entered twice."""

    def __init__(
        self,
        plan: Transport,
        near: Sequence[Sequence[int]],
        sources: dict[int, int],
        targets: dict[int, int],
    ) -> None:
        self.plan, self.sources, self.targets = plan, sources, targets
        self.forward = {
            i: [j for j in near[i] if targets.get(j) == level + 1] for i, level in sources.items()
        }
        self.backward: dict[int, list[int]] = {}

    def path_from(self, start: int) -> list[int] | None:
        """Source, target, ..., target with room; None if there is no path."""
        path = [start]
        while path:
            at_target = len(path) % 2 == 0
            if at_target and self.plan.room[path[-1]]:
                return path
            choices = self._behind(path[-1]) if at_target else self.forward[path[-1]]
            if at_target:
                while choices and path[-1] not in self.plan.carried[choices[-1]]:
                    choices.pop()
            if choices:
                path.append(choices[-1])
                continue
            path.pop()
            if path:
                (self.forward[path[-1]] if at_target else self._behind(path[-1])).pop()
        return None

    def _behind(self, j: int) -> list[int]:
        """The sources one level further that send to target j and could send elsewhere."""
        if j not in self.backward:
            level = self.targets[j] + 1
            self.backward[j] = [i for i in self.plan.senders[j] if self.sources.get(i) == level]
        return self.backward[j]
