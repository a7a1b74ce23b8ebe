//! Maximum flow in a network with whole capacities (Dinic's algorithm), for maximin support.

use std::collections::VecDeque;

/// A network of nodes `0..n`.
#[derive(Debug)]
pub(crate) struct Network {
    /// Edges leaving each node.
    edges_of: Vec<Vec<usize>>,
    /// Target and free capacity; edge `i ^ 1` runs the other way.
    edges: Vec<(usize, i128)>,
}

impl Network {
    pub fn new(nodes: usize) -> Self {
        Self { edges_of: vec![Vec::new(); nodes], edges: Vec::new() }
    }

    pub fn connect(&mut self, from: usize, to: usize, capacity: i128) {
        self.edges_of[from].push(self.edges.len());
        self.edges.push((to, capacity));
        self.edges_of[to].push(self.edges.len());
        self.edges.push((from, 0));
    }

    /// Distances from `source` over edges with free capacity; `None` where there is no way.
    fn distances(&self, source: usize) -> Vec<Option<u32>> {
        let mut distance = vec![None; self.edges_of.len()];
        distance[source] = Some(0);
        let mut queue = VecDeque::from([source]);
        while let Some(node) = queue.pop_front() {
            for &edge in &self.edges_of[node] {
                let (to, free) = self.edges[edge];
                if free > 0 && distance[to].is_none() {
                    distance[to] = distance[node].map(|steps: u32| steps + 1);
                    queue.push_back(to);
                }
            }
        }
        distance
    }

    /// Nodes that can be reached over edges with free capacity.
    pub fn reachable(&self, source: usize) -> Vec<bool> {
        self.distances(source).iter().map(Option::is_some).collect()
    }

    /// Sends as much as possible.
    pub fn maximum_flow(&mut self, source: usize, sink: usize) -> i128 {
        let mut total = 0;
        loop {
            let distance = self.distances(source);
            if distance[sink].is_none() {
                return total;
            }
            let mut next_edge = vec![0; self.edges_of.len()];
            loop {
                let sent = self.send(source, sink, &distance, &mut next_edge);
                if sent == 0 {
                    break;
                }
                total += sent;
            }
        }
    }

    /// Sends along one shortest way, without recursion: networks here are three layers, but ways
    /// back and forth can be long.
    fn send(
        &mut self,
        source: usize,
        sink: usize,
        distance: &[Option<u32>],
        next_edge: &mut [usize],
    ) -> i128 {
        let mut path: Vec<usize> = Vec::new();
        let mut node = source;
        while node != sink {
            let Some(&edge) = self.edges_of[node].get(next_edge[node]) else {
                // Dead end: step back and try the next edge there.
                let Some(last) = path.pop() else { return 0 };
                node = self.edges[last ^ 1].0;
                next_edge[node] += 1;
                continue;
            };
            let (to, free) = self.edges[edge];
            let forward = distance[to].zip(distance[node]).is_some_and(|(there, here)| there == here + 1);
            if free > 0 && forward {
                path.push(edge);
                node = to;
            } else {
                next_edge[node] += 1;
            }
        }
        let sent = path.iter().map(|&edge| self.edges[edge].1).min().unwrap_or(0);
        for edge in path {
            self.edges[edge].1 -= sent;
            self.edges[edge ^ 1].1 += sent;
        }
        sent
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_flow_is_the_smallest_cut() {
        let mut network = Network::new(6);
        for (from, to, capacity) in [
            (0, 1, 16),
            (0, 2, 13),
            (1, 3, 12),
            (2, 1, 4),
            (3, 2, 9),
            (2, 4, 14),
            (4, 3, 7),
            (3, 5, 20),
            (4, 5, 4),
        ] {
            network.connect(from, to, capacity);
        }
        assert_eq!(network.maximum_flow(0, 5), 23);
        assert_eq!(network.reachable(0), [true, true, true, false, true, false]);
    }
}
