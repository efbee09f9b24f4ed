//! The weights of the model.

use super::features::Features;

/// One weight for each feature of [`features::of`](super::features::of).
pub(super) const WEIGHTS: Features = [
    0.991, -0.984, -0.877, -0.231, 0.547, 0.089, 0.523, 0.524, 0.617, -0.105, 0.118, 0.167, 0.891, -0.118, 0.014,
    -0.399, -0.477, -0.250, 0.838, -0.001, 1.442, -1.742, 0.036, -0.231, 0.462, 0.793, 0.356, -0.421, 0.964, 0.233,
    0.511, -0.381, 0.925, -1.742, 0.000, 0.284, -0.428, 0.753, -0.221, -0.746, -0.215, -1.019, -1.003, -0.780, -0.322,
    -0.887, 0.062, -0.579,
];

/// One weight for each feature of a split, [`splits::of`](super::splits::of).
pub(super) const SPLITS: super::splits::Features = [
    -1.339, -1.042, 1.578, 8.373, -1.480, 2.784, -0.708, -1.165, 0.084, 0.271, 0.499, 1.182, 1.867, 2.130, -0.504,
    -2.496, 0.337, -1.823, -0.201, -2.339, 2.954, 1.688, 1.329, 2.593, 0.989, 0.333, 1.773, -2.723,
];

/// The score of a row that is one cell alone, against which its splits are weighed.
pub(super) const SINGLE: f32 = 0.0;

/// The weights of what [`trend`](super::blocks::trend) finds, for the odds that the newer text has more paragraphs.
pub(super) const DIRECTION: [f32; 4] = [0.871, -1.357, -0.150, 0.508];

/// The score of losing the first cells of a page whose head is lost.
pub(super) const LOST_AT_HEAD: f32 = -3.0;

/// The score of losing a cell at one place inside a block of a page whose head is lost.
pub(super) const LOST: f32 = -8.0;

/// One weight for each feature of a step, [`dropped::features`](super::dropped::features).
pub(super) const LINES: super::dropped::Features = [
    -0.103, -0.264, -0.445, -1.615, -0.485, 2.060, 0.117, 0.866, 0.237, 0.715, -0.606, -0.162, 0.063, 0.826, 1.892,
    1.297, 0.066, 0.406, 0.047, -0.011, -0.405, 1.950, 1.602, 0.193, 0.597, -0.996, -0.327, -0.832, 0.756, 0.352,
    -0.881, 2.923, 0.486, 0.957, -0.903, -0.677, 2.693, 0.320, 1.311, -1.127, -0.239, 0.144, 0.000, 0.000,
];
