namespace Skiller.Grains.Audit;

/// <summary>
/// An administrative act, as the trail keeps it: who, what and on whom, by ids alone. What was said with it (a reason, a text) stays in the log,
/// where it can be redacted; the trail is never changed.
/// </summary>
/// <param name="At">When it was done.</param>
/// <param name="Action">What: a permanent word such as <c>member-suspended</c>.</param>
/// <param name="Actor">Who: <c>m:7</c> for a member, <c>operator NAME@MACHINE</c> for a command, empty for nobody in particular.</param>
/// <param name="Subject">On what: <c>m:12</c>, <c>q:5</c>, the name of a text; may be empty.</param>
/// <param name="Detail">One line more; may be empty. Nothing personal.</param>
/// <param name="Position">Where in the log the fact stands, 0: it is a command's.</param>
internal sealed record AuditEntry(DateTimeOffset At, string Action, string Actor, string Subject, string Detail, long Position);

/// <summary>An entry in its place.</summary>
/// <param name="Number">From 1, without a gap.</param>
/// <param name="Entry">What it says.</param>
/// <param name="Hash">Over the hash before it and all of this one (<see cref="AuditChain"/>); 32 bytes.</param>
internal sealed record ChainedEntry(long Number, AuditEntry Entry, ReadOnlyMemory<byte> Hash);
