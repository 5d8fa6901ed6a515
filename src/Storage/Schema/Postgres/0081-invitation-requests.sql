-- Requests for invitations, the oldest first: found without reading what else happened.
create index activity_invitation_requested on activity (position) where kind = 'invitation-requested';
