using System.Collections.Immutable;
using System.Globalization;
using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Contracts.Members;
using Skiller.Grains.Activity;
using Skiller.Grains.Members;

namespace Skiller.Grains.Accounts;

/// <summary>
/// An administrator suspends a member until a time, or lifts it before. Either is written into the account's stream, where each act is admitted,
/// and in the same append into the register's. Whoever suspends is suspended themself neither there nor here and is not the one they suspend, so
/// that one administrator is left who can lift it, also when two suspend each other at once: one of them loses the race for the register.
/// </summary>
internal static class SuspendingMember
{
    /// <param name="state">The account.</param>
    /// <param name="command">Until when and why.</param>
    /// <param name="register">Who is suspended.</param>
    /// <param name="now">When.</param>
    public static Decision<Done> Decide(AccountState state, SuspendMember command, SuspensionRegister register, DateTimeOffset now)
    {
        if (Obstacle(state, command.Actor, register, now) is { } obstacle)
        {
            return obstacle;
        }

        if (state.Member == command.Actor.Member)
        {
            return RefusalCode.NotAllowed;
        }

        var faults = ImmutableArray.CreateBuilder<FieldError>();
        if (command.Until <= now)
        {
            faults.Add(FieldError.Of("until", "in-the-past"));
        }

        if (command.Until > now + Limits.SuspensionMax)
        {
            faults.Add(FieldError.Of("until", "too-far", (Limits.SuspensionMax.Days / DaysOfYear).ToString(CultureInfo.InvariantCulture)));
        }

        var reason = ProfileRules.Text("reason", command.Reason, Limits.NoteMax, faults);
        if (reason is null)
        {
            faults.Add(FieldError.Of("reason", "no-words"));
        }

        if (faults.Count > 0)
        {
            return Refusal.Invalid(faults.ToImmutable());
        }

        var present = state.SuspensionAt(now);
        if (present is null && register.At(now).Count() >= Limits.SuspendedMembers)
        {
            return RefusalCode.Full;
        }

        return present == new Suspension(command.Until, reason)
            ? Decision<Done>.NoChange(Done.It)
            : Recorded(
                new MemberSuspended(state.Member, command.Until, reason),
                new SuspensionListed(state.Member, command.Until, reason),
                command.Actor.Member,
                register,
                now);
    }

    /// <param name="state">The account.</param>
    /// <param name="actor">The administrator.</param>
    /// <param name="register">Who is suspended.</param>
    /// <param name="now">When.</param>
    public static Decision<Done> Lift(AccountState state, Actor actor, SuspensionRegister register, DateTimeOffset now) =>
        Obstacle(state, actor, register, now) is { } obstacle ? obstacle
        : state.SuspensionAt(now) is null ? Decision<Done>.NoChange(Done.It)
        : Recorded(new SuspensionLifted(state.Member), new SuspensionUnlisted(state.Member), actor.Member, register, now);

    private const int DaysOfYear = 365;

    private static RefusalCode? Obstacle(AccountState state, Actor actor, SuspensionRegister register, DateTimeOffset now) =>
        !actor.IsAdministrator ? RefusalCode.NotAllowed
        : actor.SuspendedUntil > now || register.Has(actor.Member, now) ? RefusalCode.Suspended
        : !state.IsOpen ? RefusalCode.NotFound
        : null;

    private static Decision<Done> Recorded(Fact fact, Fact listed, MemberId by, SuspensionRegister register, DateTimeOffset now) =>
        Decision<Done>.Of(Done.It, now, by, fact)
            .With(new SideStream(GrainKeys.SuspensionsStream, register.Version, [new TimedFact(listed, now, by)]));
}
