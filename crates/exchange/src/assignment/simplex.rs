//! Minimum-cost flow by the network simplex method.
//!
//! A spanning tree holds the flows strictly between their bounds; an edge that would gain enters, the edge of
//! its cycle that runs out first leaves. The tree stays strongly feasible (Cunningham 1976), so the method
//! cannot cycle. Entering edges are searched in blocks (Grigoriadis 1986). Used for assignments with a wide
//! range of costs and for shifts, whose places have lower and upper bounds.

use super::{Assignment, Graph};

/// An edge of a flow problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arc {
    /// The node it leaves.
    pub from: u32,
    /// The node it enters.
    pub to: u32,
    /// The least flow on it.
    pub lower: i64,
    /// The greatest flow on it.
    pub upper: i64,
    /// The cost of one unit.
    pub cost: i64,
}

/// The cheapest flow.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Flow {
    /// By arc.
    pub flow: Vec<i64>,
    /// By node: `cost + potential[from] − potential[to]` is ≥ 0 where flow could grow and ≤ 0 where it
    /// could shrink, which proves the flow cheapest.
    pub potential: Vec<i64>,
}

/// The cheapest assignment of a graph with costs of any size, or `None` if not every row can have a column.
#[must_use]
pub fn assign(graph: &Graph) -> Option<Assignment> {
    let count = graph.len();
    let mut arcs = Vec::with_capacity(graph.to.len());
    for row in 0..count {
        for edge in graph.row(row) {
            let to = count as u32 + graph.to[edge];
            arcs.push(Arc { from: row as u32, to, lower: 0, upper: 1, cost: graph.cost[edge] });
        }
    }
    let mut supply = vec![1; count];
    supply.resize(2 * count, -1);
    let flow = cheapest_flow(&supply, &arcs)?;
    let mut found = Assignment {
        column_of: vec![0; count],
        row_price: (0..count).map(|row| -flow.potential[row]).collect(),
        column_price: (0..count).map(|column| flow.potential[count + column]).collect(),
    };
    for row in 0..count {
        for edge in graph.row(row) {
            if flow.flow[edge] == 1 {
                found.column_of[row] = graph.to[edge];
            }
        }
    }
    // Chosen edges are at price, others at or above: shift nothing, both follow from the potentials.
    Some(found)
}

/// The cheapest flow that sends every node's supply (negative: demand; the sum must be 0) within the bounds,
/// or `None` if there is none.
#[must_use]
pub fn cheapest_flow(supply: &[i64], arcs: &[Arc]) -> Option<Flow> {
    let valid = |arc: &Arc| {
        arc.lower <= arc.upper && (arc.from as usize) < supply.len() && (arc.to as usize) < supply.len()
    };
    if supply.iter().sum::<i64>() != 0 || !arcs.iter().all(valid) {
        return None;
    }
    let mut tree = Tree::new(supply, arcs);
    while let Some(entering) = tree.entering() {
        tree.pivot(entering);
    }
    let real = arcs.len();
    if tree.flow[real..].iter().any(|&flow| flow != 0) {
        return None;
    }
    let flow = arcs.iter().zip(&tree.flow).map(|(arc, flow)| arc.lower + flow).collect();
    tree.potential.truncate(supply.len());
    Some(Flow { flow, potential: tree.potential })
}

const NIL: u32 = u32::MAX;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Tree,
    Lower,
    Upper,
}

struct Tree {
    from: Vec<u32>,
    to: Vec<u32>,
    cost: Vec<i64>,
    capacity: Vec<i64>,
    flow: Vec<i64>,
    place: Vec<Place>,
    potential: Vec<i64>,
    parent: Vec<u32>,
    /// The arc to the parent.
    link: Vec<u32>,
    depth: Vec<u32>,
    /// Children as doubly linked lists.
    child: Vec<u32>,
    next: Vec<u32>,
    previous: Vec<u32>,
    real: usize,
    block: usize,
    cursor: usize,
    stack: Vec<u32>,
}

impl Tree {
    /// All nodes hang on a root by dear artificial arcs that carry their supplies.
    fn new(supply: &[i64], arcs: &[Arc]) -> Self {
        let (nodes, real) = (supply.len(), arcs.len());
        let greatest = arcs.iter().map(|arc| arc.cost.abs()).max().unwrap_or(0);
        let dear = (greatest + 1).saturating_mul(nodes as i64 + 1).min(i64::MAX / 8);
        let mut need = supply.to_vec();
        for arc in arcs {
            need[arc.from as usize] -= arc.lower;
            need[arc.to as usize] += arc.lower;
        }
        let root = nodes as u32;
        let mut tree = Self {
            from: arcs.iter().map(|arc| arc.from).collect(),
            to: arcs.iter().map(|arc| arc.to).collect(),
            cost: arcs.iter().map(|arc| arc.cost).collect(),
            capacity: arcs.iter().map(|arc| arc.upper - arc.lower).collect(),
            flow: vec![0; real],
            place: vec![Place::Lower; real],
            potential: vec![0; nodes + 1],
            parent: vec![root; nodes + 1],
            link: (0..=nodes).map(|node| (real + node) as u32).collect(),
            depth: vec![1; nodes + 1],
            child: vec![NIL; nodes + 1],
            next: vec![NIL; nodes + 1],
            previous: vec![NIL; nodes + 1],
            real,
            block: ((real as f64).sqrt() as usize).clamp(20, 5_000),
            cursor: 0,
            stack: Vec::new(),
        };
        tree.parent[nodes] = NIL;
        tree.depth[nodes] = 0;
        for (node, &need) in need.iter().enumerate() {
            let up = need >= 0;
            let (from, to) = if up { (node as u32, root) } else { (root, node as u32) };
            tree.from.push(from);
            tree.to.push(to);
            tree.cost.push(dear);
            tree.capacity.push(i64::MAX);
            tree.flow.push(need.abs());
            tree.place.push(Place::Tree);
            tree.potential[node] = if up { -dear } else { dear };
            tree.attach(node as u32, root);
        }
        tree
    }

    fn attach(&mut self, node: u32, parent: u32) {
        let head = self.child[parent as usize];
        self.parent[node as usize] = parent;
        self.previous[node as usize] = NIL;
        self.next[node as usize] = head;
        if head != NIL {
            self.previous[head as usize] = node;
        }
        self.child[parent as usize] = node;
    }

    fn detach(&mut self, node: u32) {
        let at = node as usize;
        let (before, after) = (self.previous[at], self.next[at]);
        if before == NIL {
            self.child[self.parent[at] as usize] = after;
        } else {
            self.next[before as usize] = after;
        }
        if after != NIL {
            self.previous[after as usize] = before;
        }
    }

    fn reduced(&self, arc: usize) -> i64 {
        self.cost[arc] + self.potential[self.from[arc] as usize] - self.potential[self.to[arc] as usize]
    }

    /// The arc that gains most in the first block that has one.
    fn entering(&mut self) -> Option<usize> {
        let mut best = (0, None);
        let mut left = self.block;
        for _ in 0..self.real {
            let arc = self.cursor;
            self.cursor = if arc + 1 == self.real { 0 } else { arc + 1 };
            let gain = match self.place[arc] {
                Place::Tree => 0,
                Place::Lower => -self.reduced(arc),
                Place::Upper => self.reduced(arc),
            };
            if gain > best.0 && self.capacity[arc] > 0 {
                best = (gain, Some(arc));
            }
            left -= 1;
            if left == 0 {
                if best.1.is_some() {
                    return best.1;
                }
                left = self.block;
            }
        }
        best.1
    }

    /// How much more flow the link of a node can take upwards or downwards.
    fn room(&self, node: u32, upwards: bool) -> i64 {
        let link = self.link[node as usize] as usize;
        let forward = (self.from[link] == node) == upwards;
        if forward { self.capacity[link] - self.flow[link] } else { self.flow[link] }
    }

    fn push(&mut self, node: u32, upwards: bool, amount: i64) {
        let link = self.link[node as usize] as usize;
        let forward = (self.from[link] == node) == upwards;
        self.flow[link] += if forward { amount } else { -amount };
    }

    fn pivot(&mut self, entering: usize) {
        // Flow is pushed along the entering arc from `tail` to `head` and back through the tree.
        let (mut tail, mut head) = (self.from[entering], self.to[entering]);
        if self.place[entering] == Place::Upper {
            std::mem::swap(&mut tail, &mut head);
        }
        let join = self.join(tail, head);
        // The last arc that blocks, seen from the join along the cycle: keeps the tree strongly feasible.
        let mut amount = self.capacity[entering];
        let mut leaving = None;
        let mut node = tail;
        while node != join {
            let room = self.room(node, false);
            if room < amount {
                (amount, leaving) = (room, Some((node, tail, head)));
            }
            node = self.parent[node as usize];
        }
        let mut node = head;
        while node != join {
            let room = self.room(node, true);
            if room <= amount {
                (amount, leaving) = (room, Some((node, head, tail)));
            }
            node = self.parent[node as usize];
        }
        if amount > 0 {
            self.augment(entering, tail, head, join, amount);
        }
        match leaving {
            None => {
                let upper = self.place[entering] == Place::Lower;
                self.place[entering] = if upper { Place::Upper } else { Place::Lower };
            }
            Some((cut, inside, outside)) => self.exchange(entering, cut, inside, outside),
        }
    }

    fn join(&self, mut left: u32, mut right: u32) -> u32 {
        while left != right {
            if self.depth[left as usize] >= self.depth[right as usize] {
                left = self.parent[left as usize];
            } else {
                right = self.parent[right as usize];
            }
        }
        left
    }

    fn augment(&mut self, entering: usize, tail: u32, head: u32, join: u32, amount: i64) {
        self.flow[entering] += if self.from[entering] == tail { amount } else { -amount };
        for (start, upwards) in [(tail, false), (head, true)] {
            let mut node = start;
            while node != join {
                self.push(node, upwards, amount);
                node = self.parent[node as usize];
            }
        }
    }

    /// The link of `cut` leaves; the part below it hangs on by the entering arc at `inside`.
    fn exchange(&mut self, entering: usize, cut: u32, inside: u32, outside: u32) {
        let out = self.link[cut as usize] as usize;
        self.place[out] = if self.flow[out] == 0 { Place::Lower } else { Place::Upper };
        self.place[entering] = Place::Tree;
        let (mut node, mut parent, mut link) = (inside, outside, entering as u32);
        loop {
            let (old_parent, old_link) = (self.parent[node as usize], self.link[node as usize]);
            self.detach(node);
            self.attach(node, parent);
            self.link[node as usize] = link;
            if node == cut {
                break;
            }
            (node, parent, link) = (old_parent, node, old_link);
        }
        let reduced = self.reduced(entering);
        let change = if self.from[entering] == inside { -reduced } else { reduced };
        self.depth[inside as usize] = self.depth[outside as usize] + 1;
        self.potential[inside as usize] += change;
        self.stack.push(inside);
        while let Some(node) = self.stack.pop() {
            let mut child = self.child[node as usize];
            while child != NIL {
                self.depth[child as usize] = self.depth[node as usize] + 1;
                self.potential[child as usize] += change;
                self.stack.push(child);
                child = self.next[child as usize];
            }
        }
    }
}
