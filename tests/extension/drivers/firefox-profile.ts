import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Firefox quiet, offline and ready to be driven. */
const PREFERENCES: Record<string, string | number | boolean> = {
  // Any free port; Firefox writes it into the profile.
  'marionette.port': 0,
  'app.normandy.enabled': false,
  'app.update.disabledForTesting': true,
  'browser.aboutwelcome.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.download.alwaysOpenPanel': false,
  // The folder that browser.download.dir names.
  'browser.download.folderList': 2,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.startup.page': 0,
  'datareporting.policy.dataSubmissionEnabled': false,
  'datareporting.policy.dataSubmissionPolicyBypassNotification': true,
  'devtools.everOpened': true,
  'devtools.selfxss.count': 5,
  'devtools.toolbox.host': 'window',
  // Clients open popups after they have fetched something, when a click no longer counts.
  'dom.disable_open_during_load': false,
  'extensions.blocklist.enabled': false,
  'extensions.getAddons.cache.enabled': false,
  'extensions.update.enabled': false,
  'media.gmp-manager.updateEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  'toolkit.telemetry.reportingpolicy.firstRun': false,
  // Only extended-support and developer builds listen to it: an extension that is not signed can stay.
  'xpinstall.signatures.required': false,
};

/** A new profile folder in the system's place for temporary files, or the one named, made ready again. */
export function createProfile(
  more: Readonly<Record<string, string | number | boolean>>,
  folder = mkdtempSync(path.join(os.tmpdir(), 'handshake-firefox-')),
): string {
  // Left by a browser that was ended before: the port of none.
  rmSync(path.join(folder, 'MarionetteActivePort'), { force: true });
  const preferences = { ...PREFERENCES, 'browser.download.dir': downloadsOf(folder), ...more };
  mkdirSync(downloadsOf(folder), { recursive: true });
  const lines = Object.entries(preferences).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  );
  writeFileSync(path.join(folder, 'user.js'), lines.join('\n'));
  return folder;
}

/** Where a profile's browser saves files. */
export const downloadsOf = (profile: string): string => path.join(profile, 'downloads');
