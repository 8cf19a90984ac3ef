//! A graph of parts that refer to each other.

/// Which part refers to which, by referring part.
pub(super) struct Graph {
    /// Where the targets of each part start in `targets`; one more at the end.
    starts: Vec<u32>,
    targets: Vec<u32>,
}

impl Graph {
    /// The graph of these steps between `parts` parts.
    pub(super) fn new(parts: usize, steps: impl Iterator<Item = (u32, u32)> + Clone) -> Self {
        let mut starts = vec![0; parts + 1];
        for (from, _) in steps.clone() {
            starts[from as usize + 1] += 1;
        }
        for part in 0..parts {
            starts[part + 1] += starts[part];
        }
        let mut next = starts.clone();
        let mut targets = vec![0; starts[parts] as usize];
        for (from, to) in steps {
            targets[next[from as usize] as usize] = to;
            next[from as usize] += 1;
        }
        Self { starts, targets }
    }

    /// Which parts can be reached from `roots`, by references or `more` steps from part to part.
    pub(super) fn reachable(&self, roots: Vec<u32>, mut more: Vec<(u32, u32)>) -> Vec<bool> {
        more.sort_unstable();
        let mut reached = vec![false; self.starts.len() - 1];
        let mut todo = roots;
        while let Some(part) = todo.pop() {
            if std::mem::replace(&mut reached[part as usize], true) {
                continue;
            }
            let range = self.starts[part as usize] as usize..self.starts[part as usize + 1] as usize;
            todo.extend(&self.targets[range]);
            let first = more.partition_point(|(from, _)| *from < part);
            todo.extend(more[first..].iter().take_while(|(from, _)| *from == part).map(|(_, to)| *to));
        }
        reached
    }

    /// The group of each part, and how many groups there are: parts that reach each other are in one group, and no
    /// group refers to one with a higher number. (Tarjan's algorithm, with a stack of its own: chains of
    /// references may be as long as the document allows.)
    pub(super) fn groups(&self) -> (Vec<u32>, usize) {
        const NONE: u32 = u32::MAX;
        let parts = self.starts.len() - 1;
        let mut group = vec![NONE; parts];
        let mut visited = vec![NONE; parts];
        let mut lowest = vec![NONE; parts];
        let mut open = Vec::new();
        let mut path: Vec<(u32, u32)> = Vec::new();
        let (mut visits, mut groups) = (0, 0);
        for root in 0..parts as u32 {
            if visited[root as usize] != NONE {
                continue;
            }
            path.push((root, self.starts[root as usize]));
            while let Some((part, next)) = path.last_mut() {
                let at = *part as usize;
                if visited[at] == NONE {
                    (visited[at], lowest[at]) = (visits, visits);
                    visits += 1;
                    open.push(*part);
                }
                if *next < self.starts[at + 1] {
                    let target = self.targets[*next as usize];
                    *next += 1;
                    if visited[target as usize] == NONE {
                        path.push((target, self.starts[target as usize]));
                    } else if group[target as usize] == NONE {
                        lowest[at] = lowest[at].min(visited[target as usize]);
                    }
                    continue;
                }
                path.pop();
                if let Some(&(before, _)) = path.last() {
                    lowest[before as usize] = lowest[before as usize].min(lowest[at]);
                }
                if lowest[at] == visited[at] {
                    while let Some(member) = open.pop() {
                        group[member as usize] = groups;
                        if member as usize == at {
                            break;
                        }
                    }
                    groups += 1;
                }
            }
        }
        (group, groups as usize)
    }
}
