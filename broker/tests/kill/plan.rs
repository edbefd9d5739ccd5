//! What is killed, when, and in front of what.

/// What is killed.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Victim {
    Broker,
    Proxy,
    Database,
    Oneflow,
}

/// The step at which it is killed.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Step {
    /// The request arrives.
    Arriving,
    /// The broker writes the attempt down.
    WritingDown,
    /// Oneflow has the request, and has not carried it out.
    Asking,
    /// Oneflow has made the contract, and has not answered.
    Made,
    /// The broker writes the answer down.
    WritingAnswer,
    /// The answer is on its way.
    Answering,
    /// Whenever.
    AnyMoment,
}

/// The protocol in front.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Protocol {
    Http1,
    Http2,
}

const VICTIMS: [Victim; 4] = [Victim::Broker, Victim::Proxy, Victim::Database, Victim::Oneflow];
const STEPS: [Step; 7] = [
    Step::Arriving,
    Step::WritingDown,
    Step::Asking,
    Step::Made,
    Step::WritingAnswer,
    Step::Answering,
    Step::AnyMoment,
];

/// Every pair of victim and step in turn, over one protocol and then the other.
pub fn plan(run: usize) -> (Victim, Step, Protocol) {
    let pair = run % (VICTIMS.len() * STEPS.len());
    let victim = VICTIMS[pair % VICTIMS.len()];
    let step = STEPS[pair / VICTIMS.len()];
    let protocol =
        if (run + run / (VICTIMS.len() * STEPS.len())).is_multiple_of(2) { Protocol::Http1 } else { Protocol::Http2 };
    (victim, step, protocol)
}

/// Numbers that are the same for the same run, so that a run can be repeated.
pub struct Chance(u64);

impl Chance {
    pub fn of(run: usize) -> Self {
        Self(0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(run as u64 + 1))
    }

    /// A number below `most`: xorshift.
    pub fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % most
    }
}
