using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Accounts;

/// <summary>A member turns a second factor on, which a code of it proves, or off.</summary>
internal static class SettingSecondFactor
{
    /// <param name="state">The account.</param>
    /// <param name="command">The seed that was offered.</param>
    /// <param name="step">The step of time whose code was given, null: it is none.</param>
    /// <param name="recovery">Fresh recovery codes; drawn at random, therefore not decided here.</param>
    /// <param name="hashes">What is kept of them.</param>
    /// <param name="now">When.</param>
    public static Decision<SecondFactorReceipt> Enable(
        AccountState state,
        EnableSecondFactor command,
        long? step,
        ImmutableArray<string> recovery,
        ImmutableArray<string> hashes,
        DateTimeOffset now) =>
        !state.IsOpen || state.Factor is not null ? RefusalCode.NotAllowed
        : step is not { } used ? RefusalCode.BadCode
        : Decision<SecondFactorReceipt>.Of(
            new SecondFactorReceipt(recovery), now, state.Member, new SecondFactorEnabled(command.Seed, hashes, used));

    /// <param name="state">The account.</param>
    /// <param name="match">The code that was given, null: it is none.</param>
    /// <param name="now">When.</param>
    public static Decision<Done> Disable(AccountState state, FactorMatch? match, DateTimeOffset now) =>
        state.Factor is null ? Decision<Done>.NoChange(Done.It)
        : match is null ? RefusalCode.BadCode
        : Decision<Done>.Of(Done.It, now, state.Member, new SecondFactorDisabled());
}
