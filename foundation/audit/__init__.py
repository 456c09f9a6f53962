"""The trail of every act, the one door for a change of state, and the outbox for side effects."""
