//! Repeats what a broken connection interrupted.

use std::time::Duration;

use super::StoreError;

/// Pauses before the next try, in milliseconds: under two seconds in all.
const PAUSES: [u64; 6] = [10, 40, 100, 250, 500, 1000];

/// Tries until it succeeds or fails for another reason than the connection.
pub async fn again<T, F>(operation: impl Fn() -> F) -> Result<T, StoreError>
where
    F: Future<Output = Result<T, StoreError>>,
{
    for pause in PAUSES {
        match operation().await {
            Err(error) if error.is_passing() => tokio::time::sleep(Duration::from_millis(pause)).await,
            result => return result,
        }
    }
    operation().await
}
