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

/// What the user does meanwhile.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Act {
    /// They create a contract.
    Creating,
    /// They add a file to one that they have created.
    Uploading,
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

/// What happens in a run.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    pub act: Act,
    pub victim: Victim,
    pub step: Step,
    pub protocol: Protocol,
}

/// Every pair of victim and step in turn, over one protocol and then the other; every third run of a lane is about a
/// file.
pub fn plan(run: usize) -> Plan {
    let pair = run % (VICTIMS.len() * STEPS.len());
    let victim = VICTIMS[pair % VICTIMS.len()];
    let step = STEPS[pair / VICTIMS.len()];
    let protocol =
        if (run + run / (VICTIMS.len() * STEPS.len())).is_multiple_of(2) { Protocol::Http1 } else { Protocol::Http2 };
    let act = if (run / 3) % 3 == 2 { Act::Uploading } else { Act::Creating };
    Plan { act, victim, step, protocol }
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
