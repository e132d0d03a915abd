import type { LinguiConfig } from '@lingui/conf'

const config: LinguiConfig = {
  sourceLocale: 'en',
  locales: ['en', 'de'],
  fallbackLocales: { default: 'en' },
  catalogs: [{ path: '<rootDir>/resources/locales/{locale}', include: ['<rootDir>/renderer', '<rootDir>/shared/words'] }],
}
export default config
