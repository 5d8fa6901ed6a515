using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Contracts.Members;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Accounts;

/// <summary>
/// Reads who is suspended from the one stream that all suspensions stand in, beside the accounts' own. Kept from one look to the next, so that
/// only what came since is read.
/// </summary>
internal sealed class Suspensions(IActivityLog log)
{
    private SuspensionRegister _last = SuspensionRegister.Empty;

    /// <exception cref="UnavailableException">The log could not be read.</exception>
    public async Task<SuspensionRegister> Read(CancellationToken ct)
    {
        var register = Volatile.Read(ref _last);
        await foreach (var activity in log.ReadStream(GrainKeys.SuspensionsStream, register.Version, ct))
        {
            register = register.Apply(FactCodec.Decode(activity), FactCodec.OccurrenceOf(activity));
        }

        // Another look may have come further: then the next one reads a little twice.
        Volatile.Write(ref _last, register);
        return register;
    }
}

/// <summary>Who is suspended. Bounded: those whose time is over leave with the next fact.</summary>
/// <param name="Version">How far the stream was read.</param>
/// <param name="Members">Those who may be suspended still.</param>
internal sealed record SuspensionRegister(long Version, ImmutableDictionary<MemberId, SuspendedMember> Members)
{
    public static SuspensionRegister Empty { get; } = new(0, ImmutableDictionary<MemberId, SuspendedMember>.Empty);

    public SuspensionRegister Apply(Fact fact, Occurrence at)
    {
        var present = Members.RemoveRange(Members.Values.Where(listed => listed.Suspension.Until <= at.At).Select(static listed => listed.Member));
        return new SuspensionRegister(at.Version, fact switch
        {
            SuspensionListed suspended => present.SetItem(
                suspended.Member, new SuspendedMember(suspended.Member, new Suspension(suspended.Until, suspended.Reason), at.At, at.Actor)),
            SuspensionUnlisted lifted => present.Remove(lifted.Member),
            _ => present,
        });
    }

    /// <summary>Whether somebody is suspended at a time.</summary>
    public bool Has(MemberId member, DateTimeOffset now) => Members.TryGetValue(member, out var listed) && listed.Suspension.Until > now;

    /// <summary>Those who are suspended at a time, whose suspension ends first at the beginning.</summary>
    public IEnumerable<SuspendedMember> At(DateTimeOffset now) => Members.Values
        .Where(listed => listed.Suspension.Until > now)
        .OrderBy(static listed => listed.Suspension.Until)
        .ThenBy(static listed => listed.Member.Value);
}
