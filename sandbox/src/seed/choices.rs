//! What participants can choose among, in the sets that the templates share.

use std::sync::Arc;

use crate::account::model::{Choices, Creator};

/// The sets.
pub struct Sets {
    pub everything: Arc<Choices>,
    pub email_only: Arc<Choices>,
    pub strong: Arc<Choices>,
    pub by_hand: Arc<Choices>,
    /// With names that no list of known values has, as a later version of Oneflow would send.
    pub newer: Arc<Choices>,
}

/// One of each.
#[rustfmt::skip]
pub fn sets() -> Sets {
    use Creator::{Organizer, Signatory};
    Sets {
        everything: choices(
            &["email", "sms", "email_and_sms", "none"],
            &["standard_esign", "sms", "swedish_bankid", "handwritten_signature"],
            &["none", "sms", "email"],
            Signatory,
        ),
        email_only: choices(&["email"], &["standard_esign"], &["none"], Organizer),
        strong: choices(
            &["email", "same_device"],
            &["swedish_bankid", "norwegian_bankid", "standard_esign"],
            &["none", "email"],
            Signatory,
        ),
        by_hand: choices(&["none", "sms"], &["handwritten_signature", "sms"], &["none"], Organizer),
        newer: choices(&["email", "whatsapp"], &["standard_esign", "mitid"], &["none", "authenticator_app"], Signatory),
    }
}

fn choices(
    channels: &[&'static str],
    sign_methods: &[&'static str],
    second_factors: &[&'static str],
    creator: Creator,
) -> Arc<Choices> {
    Arc::new(Choices {
        channels: channels.to_vec(),
        sign_methods: sign_methods.to_vec(),
        second_factors: second_factors.to_vec(),
        creator,
    })
}
