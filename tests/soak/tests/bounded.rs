//! A run that every test run has. `SOAK_MINUTES=30 cargo run --release -p soak` is the whole of it.

#[test]
fn an_editor_that_never_rests() {
    soak::run(&soak::Plan::bounded(7));
}
