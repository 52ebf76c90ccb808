"""What is given to people and what comes back on paper: invitations, questionnaires with answers, sheets, contacts."""
