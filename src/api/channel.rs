//! Delivery channels: how an invitation reaches a participant (`docs/participant`).

/// Whether an invitation goes out by this channel. A word that is newer is taken for one that does.
pub fn notifies(channel: &str) -> bool {
    !matches!(channel, "none" | "same_device")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_channels_that_are_known_to_send_nothing_notify_nobody() {
        assert_eq!(["none", "same_device"].map(notifies), [false, false]);
        assert_eq!(["email", "sms", "email_and_sms", "whatsapp"].map(notifies), [true; 4]);
    }
}
