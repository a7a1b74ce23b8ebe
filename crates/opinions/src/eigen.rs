//! The leading eigenvectors of a large symmetric matrix that can only be multiplied with vectors.
//!
//! Block Davidson without preconditioner: the space spanned by the present approximations grows by their residuals
//! and is cut back to the best vectors when full (mathematically a thick-restart block Lanczos; Wu and Simon 2000).
//! Started from the previous result, one or two products follow a changed matrix.

use crate::random::Random;

/// Vectors kept at a restart: the two that are wanted and guards that speed them up.
const KEPT: usize = 6;
/// The largest space before a restart.
const LARGEST: usize = 22;
/// Residuals that are added in one round.
pub(crate) const WANTED: usize = 2;

/// A symmetric positive semi-definite matrix.
pub(crate) trait Operator {
    fn size(&self) -> usize;
    /// Multiplies two vectors at once.
    fn apply(&self, vectors: [&[f64]; WANTED]) -> [Vec<f64>; WANTED];
}

/// A full symmetric matrix, line after line.
#[derive(Clone)]
pub(crate) struct Dense {
    pub size: usize,
    pub values: Vec<f64>,
}

impl Dense {
    pub fn line(&self, index: usize) -> &[f64] {
        &self.values[index * self.size..(index + 1) * self.size]
    }
}

impl Operator for Dense {
    fn size(&self) -> usize {
        self.size
    }

    fn apply(&self, [x, y]: [&[f64]; WANTED]) -> [Vec<f64>; WANTED] {
        let mut results = [vec![0.0; self.size], vec![0.0; self.size]];
        for (index, line) in self.values.chunks_exact(self.size.max(1)).enumerate() {
            let (a, b) = two_dots(line, x, y);
            results[0][index] = a;
            results[1][index] = b;
        }
        results
    }
}

/// Two scalar products with one pass over the line, in four lanes so that the compiler can use vector registers.
fn two_dots(line: &[f64], x: &[f64], y: &[f64]) -> (f64, f64) {
    let (mut a, mut b) = ([0.0; 4], [0.0; 4]);
    let cut = line.len() - line.len() % 4;
    for ((l, x), y) in line.chunks_exact(4).zip(x.chunks_exact(4)).zip(y.chunks_exact(4)) {
        for lane in 0..4 {
            a[lane] += l[lane] * x[lane];
            b[lane] += l[lane] * y[lane];
        }
    }
    let mut sums = (a.iter().sum(), b.iter().sum());
    for index in cut..line.len() {
        sums.0 += line[index] * x[index];
        sums.1 += line[index] * y[index];
    }
    sums
}

/// Approximate eigenvectors, and their products with the matrix.
#[derive(Clone, Default)]
pub(crate) struct Eigenspace {
    /// Orthonormal; the best approximations first after [`Self::rotate`].
    vectors: Vec<Vec<f64>>,
    products: Vec<Vec<f64>>,
    values: Vec<f64>,
}

impl Eigenspace {
    /// A start that depends on nothing but the size.
    pub fn start(operator: &impl Operator) -> Self {
        let mut random = Random::new(0x6d69_6b72_6f70_6f6c);
        let mut space = Self::default();
        let fresh: [Vec<f64>; WANTED] =
            std::array::from_fn(|_| (0..operator.size()).map(|_| random.unit() - 0.5).collect());
        space.extend(operator, fresh);
        space.rotate();
        space
    }

    /// The same directions for another matrix of the same size.
    pub fn restart(&self, operator: &impl Operator) -> Self {
        let mut space = Self::default();
        let mut vectors = self.vectors.iter().take(KEPT).cloned();
        while let Some(first) = vectors.next() {
            let second = vectors.next().unwrap_or_else(|| vec![0.0; operator.size()]);
            space.extend(operator, [first, second]);
        }
        space.rotate();
        space
    }

    /// Rounds of improvement until both residuals are below `tolerance` times the largest eigenvalue.
    pub fn improve(&mut self, operator: &impl Operator, tolerance: f64, rounds: usize) {
        for _ in 0..rounds {
            let residuals = self.residuals();
            let largest = self.values.first().copied().unwrap_or(0.0).abs();
            let good = |residual: &Vec<f64>| norm(residual) <= tolerance * largest;
            if residuals.iter().all(good) || self.vectors.len() >= operator.size() {
                return;
            }
            if self.vectors.len() + WANTED > LARGEST {
                self.cut_back();
            }
            if !self.extend(operator, residuals) {
                return;
            }
            self.rotate();
        }
    }

    /// Keeps the best vectors only.
    pub fn cut_back(&mut self) {
        self.vectors.truncate(KEPT);
        self.products.truncate(KEPT);
        self.values.truncate(KEPT);
    }

    /// The two leading eigenvectors; zeros where the matrix has no further direction.
    pub fn leading(&self, size: usize) -> [Vec<f64>; WANTED] {
        let largest = self.values.first().copied().unwrap_or(0.0);
        std::array::from_fn(|index| match self.vectors.get(index) {
            // A direction without any variance is noise of the arithmetic.
            Some(vector) if self.values[index] > 1e-12 * largest && largest > 0.0 => vector.clone(),
            _ => vec![0.0; size],
        })
    }

    /// The two leading eigenvalues.
    pub fn leading_values(&self) -> [f64; WANTED] {
        std::array::from_fn(|index| self.values.get(index).copied().unwrap_or(0.0).max(0.0))
    }

    /// Follows a change of the matrix in one line and column: `delta` is new minus old line.
    pub fn follow_line(&mut self, index: usize, delta: &[f64]) {
        for (vector, product) in self.vectors.iter().zip(&mut self.products) {
            let own = vector[index];
            let all: f64 = delta.iter().zip(vector).map(|(d, v)| d * v).sum();
            for (slot, d) in product.iter_mut().zip(delta) {
                *slot += d * own;
            }
            product[index] += all - delta[index] * own;
        }
        self.rotate();
    }

    fn residuals(&self) -> [Vec<f64>; WANTED] {
        std::array::from_fn(|index| match self.vectors.get(index) {
            Some(vector) => {
                let value = self.values[index];
                self.products[index].iter().zip(vector).map(|(p, v)| p - value * v).collect()
            }
            None => Vec::new(),
        })
    }

    /// Adds the directions of these vectors; false when they bring nothing new.
    fn extend(&mut self, operator: &impl Operator, fresh: [Vec<f64>; WANTED]) -> bool {
        let mut added = Vec::with_capacity(WANTED);
        for mut vector in fresh.into_iter().filter(|vector| !vector.is_empty()) {
            let before = norm(&vector);
            for _ in 0..2 {
                for known in self.vectors.iter().chain(&added) {
                    subtract_projection(&mut vector, known);
                }
            }
            let after = norm(&vector);
            if after > 1e-10 * before && after > f64::MIN_POSITIVE {
                vector.iter_mut().for_each(|value| *value /= after);
                // Normalising a tiny remainder enlarges its error: make it orthogonal once more.
                for known in self.vectors.iter().chain(&added) {
                    subtract_projection(&mut vector, known);
                }
                let length = norm(&vector);
                vector.iter_mut().for_each(|value| *value /= length);
                added.push(vector);
            }
        }
        let zero = Vec::new();
        let zeros = if added.len() == 1 { vec![0.0; operator.size()] } else { zero };
        let products = match added.as_slice() {
            [] => return false,
            [one] => operator.apply([one, &zeros]),
            [one, two, ..] => operator.apply([one, two]),
        };
        self.products.extend(products.into_iter().take(added.len()));
        self.vectors.append(&mut added);
        true
    }

    /// Rayleigh-Ritz: turns the basis so that the matrix is diagonal on it, largest first.
    fn rotate(&mut self) {
        let size = self.vectors.len();
        let mut small = vec![0.0; size * size];
        for i in 0..size {
            for j in 0..=i {
                let value = dot(&self.vectors[i], &self.products[j]);
                small[i * size + j] = value;
                small[j * size + i] = value;
            }
        }
        let (values, turn) = jacobi(small, size);
        self.vectors = turned(&self.vectors, &turn);
        self.products = turned(&self.products, &turn);
        self.values = values;
    }
}

/// New vector r = sum over i of old vector i times turn[r][i].
fn turned(vectors: &[Vec<f64>], turn: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let length = vectors.first().map_or(0, Vec::len);
    let combine = |weights: &Vec<f64>| {
        let mut result = vec![0.0; length];
        for (vector, &weight) in vectors.iter().zip(weights) {
            for (slot, value) in result.iter_mut().zip(vector) {
                *slot += weight * value;
            }
        }
        result
    };
    turn.iter().map(combine).collect()
}

/// Eigenvalues in descending order and eigenvectors of a small symmetric matrix, by cyclic Jacobi rotations
/// (Golub and Van Loan, Matrix Computations, 8.5).
fn jacobi(mut a: Vec<f64>, size: usize) -> (Vec<f64>, Vec<Vec<f64>>) {
    let mut vectors = vec![0.0; size * size];
    (0..size).for_each(|i| vectors[i * size + i] = 1.0);
    let total: f64 = a.iter().map(|value| value * value).sum();
    for _ in 0..30 {
        let off: f64 =
            (0..size).flat_map(|p| (0..p).map(move |q| (p, q))).map(|(p, q)| a[p * size + q].powi(2)).sum();
        if off <= 1e-30 * total {
            break;
        }
        for p in 0..size {
            for q in p + 1..size {
                rotate_pair(&mut a, &mut vectors, size, p, q);
            }
        }
    }
    let mut order: Vec<usize> = (0..size).collect();
    order.sort_by(|&i, &j| a[j * size + j].total_cmp(&a[i * size + i]));
    let values = order.iter().map(|&i| a[i * size + i]).collect();
    (values, order.iter().map(|&i| vectors[i * size..(i + 1) * size].to_vec()).collect())
}

fn rotate_pair(a: &mut [f64], vectors: &mut [f64], size: usize, p: usize, q: usize) {
    let apq = a[p * size + q];
    if apq.abs() <= 1e-18 * (a[p * size + p].abs() + a[q * size + q].abs()) {
        return;
    }
    let theta = (a[q * size + q] - a[p * size + p]) / (2.0 * apq);
    let t = theta.signum() / (theta.abs() + theta.hypot(1.0));
    let c = 1.0 / t.hypot(1.0);
    let s = t * c;
    for i in 0..size {
        let (x, y) = (a[i * size + p], a[i * size + q]);
        a[i * size + p] = c * x - s * y;
        a[i * size + q] = s * x + c * y;
    }
    for i in 0..size {
        let (x, y) = (a[p * size + i], a[q * size + i]);
        a[p * size + i] = c * x - s * y;
        a[q * size + i] = s * x + c * y;
        let (x, y) = (vectors[p * size + i], vectors[q * size + i]);
        vectors[p * size + i] = c * x - s * y;
        vectors[q * size + i] = s * x + c * y;
    }
}

fn dot(x: &[f64], y: &[f64]) -> f64 {
    let mut lanes = [0.0; 8];
    let cut = x.len() - x.len() % 8;
    for (x, y) in x.chunks_exact(8).zip(y.chunks_exact(8)) {
        for lane in 0..8 {
            lanes[lane] += x[lane] * y[lane];
        }
    }
    lanes.iter().sum::<f64>() + x[cut..].iter().zip(&y[cut..]).map(|(x, y)| x * y).sum::<f64>()
}

fn norm(x: &[f64]) -> f64 {
    dot(x, x).sqrt()
}

fn subtract_projection(vector: &mut [f64], known: &[f64]) {
    let share = dot(vector, known);
    for (slot, value) in vector.iter_mut().zip(known) {
        *slot -= share * value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn random_matrix(size: usize, rank: usize, seed: u64) -> Dense {
        let mut random = Random::new(seed);
        let factors: Vec<Vec<f64>> = (0..rank)
            .map(|r| (0..size).map(|_| (random.unit() - 0.5) / (1.0 + r as f64)).collect())
            .collect();
        let mut values = vec![0.0; size * size];
        for factor in &factors {
            for i in 0..size {
                for j in 0..size {
                    values[i * size + j] += factor[i] * factor[j];
                }
            }
        }
        Dense { size, values }
    }

    #[test]
    fn leading_vectors_satisfy_the_definition() {
        for (size, rank) in [(1, 1), (2, 2), (3, 1), (5, 5), (40, 3), (120, 120), (300, 40)] {
            let matrix = random_matrix(size, rank, size as u64);
            let mut space = Eigenspace::start(&matrix);
            space.improve(&matrix, 1e-13, 400);
            let vectors = space.leading(size);
            let products = matrix.apply([&vectors[0], &vectors[1]]);
            for index in 0..rank.min(2) {
                let value = space.leading_values()[index];
                let error = products[index].iter().zip(&vectors[index]).map(|(p, v)| (p - value * v).abs());
                assert!(
                    error.fold(0.0, f64::max) < 1e-11 * space.leading_values()[0],
                    "size {size} rank {rank}"
                );
                assert!((norm(&vectors[index]) - 1.0).abs() < 1e-12);
            }
            assert!(space.leading_values()[0] >= space.leading_values()[1]);
        }
    }

    #[test]
    fn a_changed_line_is_followed() {
        let mut matrix = random_matrix(60, 60, 5);
        let mut space = Eigenspace::start(&matrix);
        space.improve(&matrix, 1e-13, 400);
        let delta: Vec<f64> = (0..60).map(|i| f64::from(i % 7) * 0.01).collect();
        for (k, change) in delta.iter().enumerate() {
            matrix.values[8 * 60 + k] += change;
            if k != 8 {
                matrix.values[k * 60 + 8] += change;
            }
        }
        space.follow_line(8, &delta);
        space.improve(&matrix, 1e-13, 400);
        let mut fresh = Eigenspace::start(&matrix);
        fresh.improve(&matrix, 1e-13, 400);
        let (a, b) = (space.leading(60), fresh.leading(60));
        assert!(
            (dot(&a[0], &b[0]).abs() - 1.0).abs() < 1e-12 && (dot(&a[1], &b[1]).abs() - 1.0).abs() < 1e-12
        );
    }
}
