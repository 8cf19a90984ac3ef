//! `soak [MINUTES] [SEED] [CONNECTORS]`: a run of that length, 30 minutes by default. The environment can say the same:
//! `SOAK_MINUTES`, `SOAK_SEED`, `SOAK_CONNECTORS`; `CONNECTOR_LS_BIN` names the server.

use std::time::Duration;

use soak::Plan;

fn main() {
    let given = |number: usize, variable: &str, otherwise: u64| {
        let text = std::env::args().nth(number).or_else(|| std::env::var(variable).ok());
        text.map_or(otherwise, |text| text.parse().unwrap_or_else(|error| panic!("'{text}': {error}")))
    };
    let minutes = given(1, "SOAK_MINUTES", 30);
    let mut plan = Plan::full(given(2, "SOAK_SEED", 1), Duration::from_secs(60 * minutes));
    plan.connectors = given(3, "SOAK_CONNECTORS", 50) as usize;
    soak::run(&plan);
}
