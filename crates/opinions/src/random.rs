//! A small seeded generator, so that a result can be drawn again years later on any machine.
//!
//! xoshiro256** 1.0 by David Blackman and Sebastiano Vigna (public domain), seeded by SplitMix64 as its authors
//! advise. Written out here because the numbers are part of the result: a library may change its sequence.

/// A seeded source of numbers.
#[derive(Debug, Clone)]
pub struct Random {
    state: [u64; 4],
}

impl Random {
    /// Same seed, same numbers.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        let mut mixed = seed;
        let state = std::array::from_fn(|_| {
            mixed = mixed.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut z = mixed;
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            z ^ (z >> 31)
        });
        Self { state }
    }

    /// An independent generator for one part of the work.
    #[must_use]
    pub fn part(seed: u64, part: u64) -> Self {
        Self::new(seed ^ part.wrapping_mul(0xd6e8_feb8_6659_fd93).rotate_left(17))
    }

    /// 64 random bits.
    pub fn next_u64(&mut self) -> u64 {
        let result = self.state[1].wrapping_mul(5).rotate_left(7).wrapping_mul(9);
        let shifted = self.state[1] << 17;
        self.state[2] ^= self.state[0];
        self.state[3] ^= self.state[1];
        self.state[1] ^= self.state[2];
        self.state[0] ^= self.state[3];
        self.state[2] ^= shifted;
        self.state[3] = self.state[3].rotate_left(45);
        result
    }

    /// Uniform in [0, 1).
    pub fn unit(&mut self) -> f64 {
        (self.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Uniform in 0..bound; 0 when the bound is 0. (Lemire's multiplication; the bias is below 2^-32 for our bounds.)
    pub fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.next_u64()) * bound as u128) >> 64) as usize
    }

    /// Fisher-Yates.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }

    /// `take` of the numbers 0..all in ascending order, each subset equally likely (selection sampling, Knuth's S).
    pub fn sample(&mut self, all: usize, take: usize) -> Vec<usize> {
        let mut needed = take.min(all);
        let mut chosen = Vec::with_capacity(needed);
        for index in 0..all {
            if needed > 0 && self.below(all - index) < needed {
                chosen.push(index);
                needed -= 1;
            }
        }
        chosen
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sequence_is_the_published_one() {
        // Reference: xoshiro256** with state 1, 2, 3, 4 (vectors of the rand_xoshiro crate).
        let mut random = Random { state: [1, 2, 3, 4] };
        let expected = [11520, 0, 1509978240, 1215971899390074240, 1216172134540287360, 607988272756665600];
        assert_eq!(std::array::from_fn(|_| random.next_u64()), expected);
    }

    #[test]
    fn samples_are_ordered_and_of_the_asked_size() {
        let mut random = Random::new(7);
        for take in 0..12 {
            let sample = random.sample(10, take);
            assert_eq!(sample.len(), take.min(10));
            assert!(sample.is_sorted() && sample.windows(2).all(|pair| pair[0] != pair[1]));
        }
    }
}
