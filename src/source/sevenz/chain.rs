//! The coders of a block, and in which order bytes pass them.

use std::io;

use super::{
    header::Coder,
    rest::{Rest, damaged},
};

/// Coders one after another in a block.
const CODERS: u64 = 8;

/// The coders of a block as they are written, with who feeds whom.
pub(super) struct Chain {
    pub(super) coders: Vec<Coder>,
    pub(super) outs: u64,
    /// The in-stream of one coder, and the out-stream of another that it takes.
    bonds: Vec<(u64, u64)>,
    /// The in-streams that take packed bytes.
    pub(super) packed: Vec<u64>,
    plain: bool,
}

impl Chain {
    pub(super) fn read(rest: &mut Rest<'_>) -> io::Result<Chain> {
        let (count, mut ins, mut outs) = (rest.number()?, 0_u64, 0_u64);
        if count == 0 || count > CODERS {
            return Err(damaged());
        }
        let mut coders = Vec::new();
        for _ in 0..count {
            let flags = rest.byte()?;
            let method = rest.take(usize::from(flags & 0x0F))?.to_vec();
            let (taken, given) = if flags & 0x10 == 0 { (1, 1) } else { (rest.number()?, rest.number()?) };
            let properties = if flags & 0x20 == 0 { Vec::new() } else { rest.sized()?.to_vec() };
            if taken > 4 || given > 4 {
                return Err(damaged());
            }
            (ins, outs) = (ins + taken, outs + given);
            coders.push(Coder { method, properties, size: 0 });
        }
        let bonds = (1..outs).map(|_| Ok((rest.number()?, rest.number()?))).collect::<io::Result<Vec<_>>>()?;
        let streams = (ins + 1).checked_sub(outs).filter(|n| *n > 0).ok_or_else(damaged)?;
        let packed = match streams {
            1 => (0..ins).filter(|n| bonds.iter().all(|bond| bond.0 != *n)).collect(),
            _ => (0..streams).map(|_| rest.number()).collect::<io::Result<Vec<_>>>()?,
        };
        let plain = ins == count && outs == count;
        Ok(Chain { coders, outs, bonds, packed, plain })
    }

    /// The coders in the order in which bytes pass them; none where they do not stand in a row.
    pub(super) fn in_order(self) -> io::Result<Vec<Coder>> {
        if !self.plain {
            return Ok(Vec::new());
        }
        let mut next = self.packed.first().copied();
        let mut order = Vec::new();
        while let Some(index) = next {
            let coder = usize::try_from(index).ok().and_then(|i| self.coders.get(i)).ok_or_else(damaged)?;
            order.push(coder.clone());
            next = self.bonds.iter().find(|bond| bond.1 == index).map(|bond| bond.0);
            if order.len() > self.coders.len() {
                return Err(damaged());
            }
        }
        if order.len() == self.coders.len() { Ok(order) } else { Err(damaged()) }
    }
}
