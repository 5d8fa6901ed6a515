using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Skiller.Grains.Drafts;
using Skiller.Grains.Invitations;
using Skiller.Grains.Members;
using Skiller.Grains.Notifications;
using Skiller.Grains.Sharing;
using Skiller.Grains.Site;
using Skiller.Grains.Skills;

namespace Skiller.Grains.Accounts;

/// <summary>Composes what the grains of members, accounts and invitations share in a silo.</summary>
internal static class AccountsRegistration
{
    /// <summary>Registers claims, codes and the first invitation; the ports come from storage, <see cref="SimulationOptions"/> from the program.</summary>
    public static IServiceCollection AddSkillerAccounts(this IServiceCollection services)
    {
        services.TryAddSingleton(new SimulationOptions());
        return services
            .AddSingleton<AddressHash>()
            .AddSingleton<AccountLinks>()
            .AddSingleton<Claims>()
            .AddSingleton<NamedMembers>()
            .AddSingleton<Suspensions>()
            .AddSingleton<InvitationCodes>()
            .AddSingleton<ShareTokens>()
            .AddSingleton<SiteNames>()
            .AddSingleton<BodyFingerprint>()
            .AddSingleton<FirstInvitation>()
            .AddSingleton<UsedSkills>()
            .AddSingleton<IJsonTypeInfoResolver>(DraftJson.Default);
    }
}
