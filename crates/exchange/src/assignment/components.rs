//! Strongly connected components (Tarjan 1972), without recursion.

/// The component of each vertex of a graph in compressed rows, and how many components there are.
///
/// An edge between two components lies on no ring.
#[must_use]
pub fn components(first: &[u32], to: &[u32]) -> (Vec<u32>, u32) {
    let count = first.len().saturating_sub(1);
    let mut search = Search {
        index: vec![UNSEEN; count],
        low: vec![0; count],
        component: vec![UNSEEN; count],
        stack: Vec::new(),
        path: Vec::new(),
        next: first.iter().take(count).copied().collect(),
        clock: 0,
        found: 0,
    };
    for root in 0..count {
        if search.index[root] == UNSEEN {
            search.from(root, first, to);
        }
    }
    (search.component, search.found)
}

const UNSEEN: u32 = u32::MAX;

struct Search {
    index: Vec<u32>,
    low: Vec<u32>,
    component: Vec<u32>,
    stack: Vec<u32>,
    path: Vec<u32>,
    next: Vec<u32>,
    clock: u32,
    found: u32,
}

impl Search {
    fn enter(&mut self, vertex: usize) {
        self.index[vertex] = self.clock;
        self.low[vertex] = self.clock;
        self.clock += 1;
        self.stack.push(vertex as u32);
        self.path.push(vertex as u32);
    }

    fn from(&mut self, root: usize, first: &[u32], to: &[u32]) {
        self.enter(root);
        while let Some(&vertex) = self.path.last() {
            let vertex = vertex as usize;
            let at = self.next[vertex];
            if at < first[vertex + 1] {
                self.next[vertex] += 1;
                let target = to[at as usize] as usize;
                if self.index[target] == UNSEEN {
                    self.enter(target);
                } else if self.component[target] == UNSEEN {
                    self.low[vertex] = self.low[vertex].min(self.index[target]);
                }
            } else {
                self.leave(vertex);
            }
        }
    }

    fn leave(&mut self, vertex: usize) {
        self.path.pop();
        if let Some(&parent) = self.path.last() {
            let parent = parent as usize;
            self.low[parent] = self.low[parent].min(self.low[vertex]);
        }
        if self.low[vertex] == self.index[vertex] {
            while let Some(member) = self.stack.pop() {
                self.component[member as usize] = self.found;
                if member as usize == vertex {
                    break;
                }
            }
            self.found += 1;
        }
    }
}
